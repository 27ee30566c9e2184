/** Words for errors of the file system, by their code. */

/**
 * Errors of the file system that a user can mend by naming another file. All others are the
 * machine's.
 */
export const FILE_PROBLEMS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['ENOENT', 'no such file or directory'],
  ['EISDIR', 'is a directory'],
  ['ENOTDIR', 'a part of the path is not a directory'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'not permitted'],
  ['EROFS', 'the file system is read-only'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'too many symbolic links'],
  ['EEXIST', 'exists already'],
  ['ERR_FS_FILE_TOO_LARGE', 'larger than 2 GiB; sign its digest with the library instead'],
  ['ERR_INVALID_ARG_VALUE', 'not a file name'],
]);
