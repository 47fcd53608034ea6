import { contentSecurityPolicy } from './content-security-policy.ts';

/** Powers of a page that the console never uses; each is switched off by name because there is no word for "all". */
const REFUSED_FEATURES = ['camera', 'display-capture', 'geolocation', 'hid', 'microphone', 'payment', 'serial', 'usb'];

/**
 * The headers of every answer of a front: policy, no sniffing, no framing, no referrer, no sharing with other origins.
 *
 * @param connect see {@link contentSecurityPolicy}.
 */
export function securityHeaders(connect: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(connect),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
