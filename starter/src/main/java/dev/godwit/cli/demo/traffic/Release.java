package dev.godwit.cli.demo.traffic;

/** What is deployed of the application. */
public enum Release {
    /** Knows nothing of the new column. */
    OLD(
            "select first_name, last_name from users where id = ?",
            "select first_name, last_name from users where id = ? for update",
            "update users set first_name = ?, last_name = ?, updated_at = now() where id = ?",
            "insert into users (first_name, last_name, id, email) values (?, ?, ?, ?)"),
    /** Reads the new column and writes it itself. */
    NEW(
            "select first_name, last_name, full_name from users where id = ?",
            "select first_name, last_name, full_name from users where id = ? for update",
            "update users set first_name = ?, last_name = ?, full_name = ?, updated_at = now()"
                    + " where id = ?",
            "insert into users (first_name, last_name, full_name, id, email)"
                    + " values (?, ?, ?, ?, ?)");

    final String read;
    final String readForUpdate;
    final String update;
    final String insert;

    Release(String read, String readForUpdate, String update, String insert) {
        this.read = read;
        this.readForUpdate = readForUpdate;
        this.update = update;
        this.insert = insert;
    }

    boolean knowsFullName() {
        return this == NEW;
    }
}
