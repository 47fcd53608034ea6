import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  MultiSchemaFieldTemplateProps,
  ObjectFieldTemplateProps,
  TemplatesType,
} from '@rjsf/utils';
import { Minus, Plus } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { FieldFrame } from './FieldFrame.tsx';
import { singular } from './singular.ts';

/** An object: the whole form, or a group inside it with its title. */
function ObjectTemplate({ fieldPathId, title, description, properties }: ObjectFieldTemplateProps) {
  const fields = properties.map(({ content }) => content);
  if (fieldPathId.path.length === 0) return <div className="form-fields">{fields}</div>;
  return (
    <fieldset className="form-group">
      <legend>{title}</legend>
      {description ? <span className="help">{description}</span> : null}
      {fields}
    </fieldset>
  );
}

/** A list whose items are not simple enough for rows. */
function ListTemplate({ fieldPathId, title, items, canAdd, onAddClick }: ArrayFieldTemplateProps) {
  return (
    <fieldset className="form-list" id={fieldPathId.$id} aria-labelledby={`${fieldPathId.$id}-label`}>
      {items}
      {canAdd ? (
        <div>
          <Button look="quiet" onClick={onAddClick}>
            <Plus aria-hidden="true" />
            Add {singular(title).toLowerCase()}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

function ListItemTemplate({ children, buttonsProps, hasToolbar, index }: ArrayFieldItemTemplateProps) {
  return (
    <div className="form-list-item">
      <div>{children}</div>
      {hasToolbar && buttonsProps.hasRemove ? (
        <Button look="quiet" size="icon" aria-label={`Remove item ${index + 1}`} onClick={buttonsProps.onRemoveItem}>
          <Minus aria-hidden="true" />
        </Button>
      ) : null}
    </div>
  );
}

/** A value of one of several kinds: which kind, and the value, beside each other. */
function UnionTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className="union">
      {optionSchemaField}
      {selector}
    </div>
  );
}

/** Our frames around rjsf's fields. */
export const formTemplates: Partial<TemplatesType> = {
  FieldTemplate: FieldFrame,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ListTemplate,
  ArrayFieldItemTemplate: ListItemTemplate,
  MultiSchemaFieldTemplate: UnionTemplate,
};
