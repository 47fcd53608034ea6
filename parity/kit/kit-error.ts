/** A case asks for something that the kit does not have: it cannot be run, whatever Bluesky did with it. */
export class KitError extends Error {}
