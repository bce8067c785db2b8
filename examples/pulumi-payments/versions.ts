/** Raised last week, for the end of standard support of 1.33. */
export const KUBERNETES = '1.36';
