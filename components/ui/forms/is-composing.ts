type Pressed = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

/** The key is the input method's, as Enter and Escape are while Japanese is typed. Safari says so by the code alone. */
export const isComposing = ({ isComposing, keyCode }: Pressed) => isComposing || keyCode === 229;
