package dev.godwit.postgres.scratch;

import java.sql.SQLException;

/** Where databases to try something out come from. */
public interface Scratches {

    /** There are none. */
    Scratches NONE =
            () -> {
                throw new SQLException("this worker makes no databases to try things out", "42501");
            };

    /**
     * Makes one, empty, on a server like the target's.
     *
     * @throws SQLException when none can be made: usually the role may not
     */
    Scratch open() throws SQLException;
}
