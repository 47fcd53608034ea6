import { createContext, useContext } from 'react';
import { errorsId, helpId } from './FieldErrors.tsx';

/** What names the control of a cell, where no label stands beside it. */
export interface CellNames {
  /** `Stop of axis 2`. */
  label: string;
  /** Id of the element with the errors of its row. */
  errorsId: string;
}

/** Set around each cell of a row. */
export const CellContext = createContext<CellNames | undefined>(undefined);

/** How assistive technology knows a control: its name in a cell, whether it is wrong, and what describes it. */
export function useControlProps(id: string, isBad: boolean) {
  const cell = useContext(CellContext);
  const described = [cell ? '' : helpId(id), isBad ? (cell?.errorsId ?? errorsId(id)) : ''].filter(Boolean).join(' ');
  return {
    id,
    'aria-label': cell?.label,
    'aria-invalid': isBad || undefined,
    'aria-describedby': described || undefined,
  };
}
