package dev.godwit.postgres.script.pending;

import dev.godwit.project.django.Login;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.common.BaseDataSource;

/** The way into a target for programs that connect by themselves. */
public final class Logins {

    private static final int DEFAULT_PORT = 5432;

    private Logins() {}

    /**
     * As the target's direct connections log in.
     *
     * @param alias of the database in the project's settings
     * @param name how its sessions are called
     * @throws IllegalArgumentException when the source is not one of the driver's own
     */
    public static Login of(
            DataSource source, String alias, Duration lock, Duration statement, String name) {
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
                lock,
                statement,
                name);
    }
}
