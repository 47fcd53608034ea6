import { createContext, useContext } from 'react';

/** Accessible name of the control of a cell, where no label stands beside it: `Stop of axis 2`. */
export const CellLabelContext = createContext<string | undefined>(undefined);

/** The name of this cell; `undefined` where a label names the control. */
export function useCellLabel(): string | undefined {
  return useContext(CellLabelContext);
}
