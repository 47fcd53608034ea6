import { Combobox } from '@base-ui/react/combobox';
import type { FieldProps } from '@rjsf/utils';
import { X } from 'lucide-react';
import { DeviceOptions } from './DeviceOptions.tsx';
import type { FormSchema } from './form-schema.ts';
import { useIssues } from './plan-form-context.ts';
import { useControlProps } from './use-control-props.ts';

/** Several devices, by name: chips, and a box that filters the devices that fit. */
export function DeviceListField({ schema, fieldPathId, formData, onChange }: FieldProps) {
  const { $id: id, path } = fieldPathId;
  const fitting = (schema as FormSchema).items?.enum ?? [];
  const isBad = useIssues(path, { inside: true }).length > 0;
  const control = useControlProps(id, isBad);
  const chosen = Array.isArray(formData) ? formData.map(String) : [];
  return (
    <Combobox.Root
      multiple
      items={fitting.map(String)}
      value={chosen}
      onValueChange={(devices, details) => {
        // Escape closes the list; it must not take away what was chosen.
        if (details.reason === 'escape-key') details.cancel();
        else onChange(devices, path);
      }}
      autoHighlight
    >
      <Combobox.Chips className={`input input-chips${isBad ? ' input-bad' : ''}`}>
        {chosen.map((device) => (
          <Combobox.Chip key={device} className="chip" aria-label={device}>
            {device}
            <Combobox.ChipRemove className="chip-remove" aria-label={`Remove ${device}`}>
              <X aria-hidden="true" />
            </Combobox.ChipRemove>
          </Combobox.Chip>
        ))}
        <Combobox.Input {...control} placeholder={chosen.length === 0 ? 'choose' : ''} />
      </Combobox.Chips>
      <DeviceOptions />
    </Combobox.Root>
  );
}
