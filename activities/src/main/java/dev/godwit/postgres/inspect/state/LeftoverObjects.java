package dev.godwit.postgres.inspect.state;

import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.uninstall.Leftover;
import dev.godwit.postgres.uninstall.Leftovers;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** No object of Godwit's stands around that no open run needs. */
public final class LeftoverObjects implements Look {

    private static final int MOST = 10;

    @Override
    public String name() {
        return "leftovers";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Leftover> left =
                Leftovers.find(connection).stream().filter(LeftoverObjects::idle).toList();
        if (left.isEmpty()) {
            return List.of(Check.ok(name(), "nothing of Godwit's stands around"));
        }
        List<Check> checks = new ArrayList<>();
        left.stream().limit(MOST).forEach(object -> checks.add(check(object)));
        if (left.size() > MOST) {
            checks.add(
                    new Check(
                            name(),
                            Level.NOTE,
                            "%d more objects".formatted(left.size() - MOST),
                            "only the first are listed",
                            "godwit uninstall --dry-run lists them all"));
        }
        return checks;
    }

    /** What a rollback of an ended run would restore from is kept on purpose. */
    private static boolean idle(Leftover object) {
        return !object.inUse() && !(object.kept() && object.kind().stores());
    }

    private Check check(Leftover object) {
        boolean harmless = object.kind().stores();
        return new Check(
                name(),
                harmless ? Level.NOTE : Level.WARNING,
                object.words() + " belongs to no open run",
                harmless
                        ? "it takes room only"
                        : object.run().isEmpty()
                                ? "it still works on every write, and the record knows no run that made it"
                                : "it still works on every write; run %s has left it"
                                        .formatted(object.run()),
                object.kept() ? "godwit rollback " + object.run() : object.drop() + ";");
    }
}
