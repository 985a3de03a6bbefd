package dev.godwit.postgres.catalog.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A column of type {@code text[]}. */
final class Texts {

    private Texts() {}

    static List<String> of(ResultSet row, int at) throws SQLException {
        return List.of((String[]) row.getArray(at).getArray());
    }
}
