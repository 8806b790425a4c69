/** Begins an item of a list with bullets. */
export const bullet = /^[-+*\u2022\u2023\u2043](?: +|$)/;
/** Begins an item of a numbered list. */
export const enumerator = /^(?:\((?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)\)|(?:[0-9]+|[a-zA-Z]|[ivxlcdmIVXLCDM]+|#)[.)])(?: +|$)/;
/** Begins a field, `:name: value`. */
export const field = /^:(?![: ])(?:[^:\\]|\\.|:(?![ `]|$))*:(?: +|$)/;
/** Begins the description of an option of a command line. */
export const option = /^(?:--?[a-zA-Z][\w-]*|\/[A-Z])(?:[ =]<?[\w-]+>?)?(?:, (?:--?[a-zA-Z][\w-]*|\/[A-Z])(?:[ =]<?[\w-]+>?)?)*(?: {2,}|$)/;
/** A line of the same mark, as stands below a title. */
export const ruler = /^([!-/:-@[-`{-~])\1*$/;
/** The upper border of a table with borders. */
export const gridTop = /^\+-[-+]+-\+$/;
/** The upper border of a table whose columns are drawn with `=`. */
export const simpleTop = /^=+(?: +=+)+$/;
/** Begins a variable of the templating. */
export const template = /^\{\{/;
