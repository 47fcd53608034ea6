import { Combobox } from '@base-ui/react/combobox';
import type { FieldProps } from '@rjsf/utils';
import { ChevronDown } from 'lucide-react';
import { DeviceOptions } from './DeviceOptions.tsx';
import type { FormSchema } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import { useControlProps } from './use-control-props.ts';

/** One device, by name: a box that filters the devices that fit. */
export function DeviceField({ schema, fieldPathId, formData, onChange }: FieldProps) {
  const { $id: id, path } = fieldPathId;
  const { enum: fitting = [] } = schema as FormSchema;
  const isBad = useIssues(path).length > 0;
  const control = useControlProps(id, isBad);
  const value = typeof formData === 'string' ? formData : null;
  return (
    <Combobox.Root
      items={fitting.map(String)}
      value={value}
      onValueChange={(chosen, details) => {
        // Escape closes the list; it must not take away what was chosen.
        if (details.reason === 'escape-key') details.cancel();
        else onChange(chosen ?? undefined, path);
      }}
      autoHighlight
    >
      <Combobox.InputGroup className={`input input-pick${isBad ? ' input-bad' : ''}`}>
        <Combobox.Input
          {...control}
          placeholder="choose"
          // What is typed replaces the name that stands there.
          onFocus={({ currentTarget }) => currentTarget.select()}
          onClick={({ currentTarget }) => currentTarget.select()}
        />
        <Combobox.Trigger className="pick-open" aria-label="Show devices" tabIndex={-1}>
          <ChevronDown aria-hidden="true" />
        </Combobox.Trigger>
      </Combobox.InputGroup>
      <DeviceOptions />
    </Combobox.Root>
  );
}
