package dev.godwit.e2e.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL server, wherever it runs. Its superuser is postgres, with that password. */
public interface Server {

    /** Host and port. */
    String address();

    /** JDBC address of a database, without credentials. */
    default String url(String database) {
        return "jdbc:postgresql://" + address() + "/" + database;
    }

    /** A connection as superuser. */
    default Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }
}
