package dev.godwit.plan.operation.shape;

import dev.godwit.plan.sql.QualifiedName;

/**
 * What the types of a column are called while two of them are to have one name.
 *
 * @param name the old one's until the exchange, and the new one's from then on
 * @param coming the new one's until the exchange
 * @param leaving the old one's from the exchange on
 * @param array whether the column holds arrays of it
 */
public record TypeNames(
        QualifiedName name, QualifiedName coming, QualifiedName leaving, boolean array) {

    /** The column's type for people. */
    String words() {
        return name + (array ? "[]" : "");
    }

    /** The column's type, as SQL, when its element has that name. */
    public String sql(QualifiedName element) {
        return element.sql() + (array ? "[]" : "");
    }
}
