import { type RefObject, useLayoutEffect, useState } from 'react';

/** Used until the height of a row is known from the page. */
const ASSUMED_ROW_HEIGHT = 24;

/** Height of a row as the theme has it, in CSS pixels. `token` is the variable that holds it: `--cell`. */
export function useRowHeight(scroll: RefObject<HTMLElement | null>, token: `--${string}`): number {
  const [height, setHeight] = useState(ASSUMED_ROW_HEIGHT);
  useLayoutEffect(() => {
    const value = scroll.current && getComputedStyle(scroll.current).getPropertyValue(token);
    if (value) setHeight(Number.parseFloat(value) || ASSUMED_ROW_HEIGHT);
  }, [scroll, token]);
  return height;
}
