package dev.godwit.postgres.script.source;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.project.django.Login;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.common.BaseDataSource;

/** The way into a target for programs that connect by themselves. */
public final class Logins {

    private static final int DEFAULT_PORT = 5432;

    private Logins() {}

    /**
     * As the target's direct connections log in, with the search path of the user's own statements.
     *
     * @param alias of the database in the project's settings
     * @param name how its sessions are called
     * @throws IllegalArgumentException when the source is not one of the driver's own
     */
    public static Login of(
            Database target, String alias, Duration lock, Duration statement, String name)
            throws SQLException {
        String path =
                target.inTransaction(
                        Scope.state(name),
                        connection -> {
                            UserPath.apply(connection);
                            return Rows.of(
                                            connection,
                                            "select pg_catalog.current_setting('search_path')",
                                            row -> row.getString(1))
                                    .getFirst();
                        });
        DataSource source = target.unpooled();
        if (!(source instanceof BaseDataSource driver)) {
            throw new IllegalArgumentException("not a data source of the driver: " + source);
        }
        int port = driver.getPortNumbers()[0];
        return new Login(
                alias,
                driver.getServerNames()[0],
                port == 0 ? DEFAULT_PORT : port,
                Objects.requireNonNullElse(driver.getDatabaseName(), ""),
                Objects.requireNonNullElse(driver.getUser(), System.getProperty("user.name")),
                Objects.requireNonNullElse(driver.getPassword(), ""),
                Objects.requireNonNullElse(driver.getSslmode(), ""),
                path,
                lock,
                statement,
                name);
    }
}
