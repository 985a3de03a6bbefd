package dev.godwit.cli.demo.traffic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One of the application's connections. It alone writes the users whose id leaves its number as a
 * remainder, so it knows what each of them must look like and checks it whenever it reads one. Not
 * thread-safe.
 */
final class Client {

    private static final int READS = 70;
    private static final int UPDATES = 25;

    private final int number;
    private final int clients;
    private final long rows;
    private final DataSource database;
    private final Random random;
    private final Map<Long, Person> written = new HashMap<>();
    private final Set<Long> unsure = new HashSet<>();
    private @Nullable Connection connection;
    private long inserts;
    private long requests;

    /**
     * @param number 0 to {@code clients - 1}
     * @param rows users that the table was filled with, ids from 1
     */
    Client(int number, int clients, long rows, DataSource database) {
        this.number = number;
        this.clients = clients;
        this.rows = rows;
        this.database = database;
        this.random = new Random(number);
    }

    /**
     * One request: a read, an update or an insert.
     *
     * @throws SQLException when it failed or timed out; nothing is tried again
     * @throws WrongAnswer when the database answered what it must not
     */
    void request(Release release) throws SQLException, WrongAnswer {
        requests++;
        int kind = random.nextInt(100);
        try {
            if (kind < READS) {
                read(open(true), release.read, release, anyOwn());
            } else if (kind < READS + UPDATES) {
                update(open(false), release, anyOwn());
            } else {
                insert(open(true), release);
            }
        } catch (SQLException | WrongAnswer e) {
            // Whatever state the session is in, the next request starts with a new one.
            close();
            throw e;
        }
    }

    /** Users whose last acknowledged write is not in the table. */
    int lost() throws SQLException {
        int lost = 0;
        for (long id : written.keySet()) {
            try {
                read(open(true), Release.OLD.read, Release.OLD, id);
            } catch (WrongAnswer e) {
                lost++;
            }
        }
        return lost;
    }

    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It is of no use any more either way.
        }
        connection = null;
    }

    private void read(Connection session, String sql, Release release, long id)
            throws SQLException, WrongAnswer {
        try (PreparedStatement query = session.prepareStatement(sql)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new WrongAnswer("user " + id + " is gone");
                }
                Person person = new Person(row.getString(1), row.getString(2));
                if (!person.equals(expected(id)) && !unsure.contains(id)) {
                    throw new WrongAnswer("user " + id + " is not what was written last");
                }
                if (release.knowsFullName() && !person.fullName().equals(row.getString(3))) {
                    throw new WrongAnswer("full_name of user " + id + " is not its full name");
                }
            }
        }
    }

    private void update(Connection session, Release release, long id)
            throws SQLException, WrongAnswer {
        Person person = Person.renamed(id, requests);
        read(session, release.readForUpdate, release, id);
        try (PreparedStatement update = session.prepareStatement(release.update)) {
            update.setLong(bind(update, release, person), id);
            update.executeUpdate();
        }
        unsure.add(id);
        session.commit();
        unsure.remove(id);
        written.put(id, person);
    }

    private void insert(Connection session, Release release) throws SQLException {
        long id = id(rows / clients + 2 + inserts++);
        Person person = Person.original(id);
        try (PreparedStatement insert = session.prepareStatement(release.insert)) {
            int next = bind(insert, release, person);
            insert.setLong(next, id);
            insert.setString(next + 1, "user" + id + "@example.org");
            insert.executeUpdate();
        }
        written.put(id, person);
    }

    private static int bind(PreparedStatement statement, Release release, Person person)
            throws SQLException {
        statement.setString(1, person.firstName());
        statement.setString(2, person.lastName());
        if (release.knowsFullName()) {
            statement.setString(3, person.fullName());
            return 4;
        }
        return 3;
    }

    private Person expected(long id) {
        return written.getOrDefault(id, Person.original(id));
    }

    /** Of the users that the table was filled with. */
    private long anyOwn() {
        return id(random.nextLong(Math.max(1, rows / clients - 1)) + 1);
    }

    private long id(long slot) {
        return slot * clients + number;
    }

    private Connection open(boolean autoCommit) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.getConnection();
            connection = open;
        }
        if (open.getAutoCommit() != autoCommit) {
            open.setAutoCommit(autoCommit);
        }
        return open;
    }
}
