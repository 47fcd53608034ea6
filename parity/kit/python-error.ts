/** An error that a recorded plan or device raises in Python: `name` is its class there. */
export class PythonError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
