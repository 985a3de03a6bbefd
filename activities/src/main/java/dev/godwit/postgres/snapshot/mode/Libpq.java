package dev.godwit.postgres.snapshot.mode;

import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.common.BaseDataSource;

/**
 * Tells PostgreSQL's own programs how to reach a target: by variables, which other users of the
 * host cannot see, and not by arguments, which they can.
 */
final class Libpq {

    private Libpq() {}

    static Map<String, String> variables(DataSource source) {
        if (!(source instanceof BaseDataSource target)) {
            throw new IllegalArgumentException("not a data source of the PostgreSQL driver");
        }
        Map<String, String> variables = new TreeMap<>();
        variables.put("PGHOST", String.join(",", target.getServerNames()));
        StringBuilder ports = new StringBuilder();
        for (int port : target.getPortNumbers()) {
            ports.append(ports.isEmpty() ? "" : ",").append(port == 0 ? 5432 : port);
        }
        variables.put("PGPORT", ports.toString());
        put(variables, "PGDATABASE", target.getDatabaseName());
        put(variables, "PGUSER", target.getUser());
        put(variables, "PGPASSWORD", target.getPassword());
        put(variables, "PGSSLMODE", target.getSslMode());
        put(variables, "PGSSLROOTCERT", target.getSslRootCert());
        put(variables, "PGSSLCERT", target.getSslCert());
        variables.put("PGAPPNAME", "godwit pg_dump");
        variables.put("PGCONNECT_TIMEOUT", "10");
        variables.put("LC_ALL", "C");
        return variables;
    }

    private static void put(Map<String, String> variables, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            variables.put(name, value);
        }
    }
}
