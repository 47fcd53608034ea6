import { type RefObject, useEffect, useState } from 'react';

/** How far beyond the edge (CSS pixels) something counts as visible, so that it is there when it is scrolled in. */
const MARGIN = '120px';

/** Whether an element can be seen; `true` where the page cannot tell. */
export function useVisible(element: RefObject<Element | null>): boolean {
  const [isVisible, setVisible] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    if (!element.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((entries) => setVisible(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: MARGIN,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isVisible;
}
