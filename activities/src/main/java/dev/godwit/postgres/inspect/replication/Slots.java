package dev.godwit.postgres.inspect.replication;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** No replication slot that nobody reads keeps the WAL of a fill until the disk is full. */
public final class Slots implements Look {

    private static final long MUCH = 1L << 30;

    private static final String SLOTS =
            """
            select slot_name, active, coalesce(wal_status, '') as status, current_setting('max_slot_wal_keep_size') as most,
                   coalesce(pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end,
                                            restart_lsn), 0)::bigint as retained
              from pg_replication_slots where not temporary order by retained desc, slot_name limit 20
            """;

    private record Slot(String name, boolean active, String status, String most, long retained) {}

    @Override
    public String name() {
        return "replication slots";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Slot> slots =
                Rows.of(
                        connection,
                        SLOTS,
                        row ->
                                new Slot(
                                        row.getString("slot_name"),
                                        row.getBoolean("active"),
                                        row.getString("status"),
                                        row.getString("most"),
                                        row.getLong("retained")));
        List<Check> checks = new ArrayList<>();
        slots.stream().filter(Slots::worthSaying).forEach(slot -> checks.add(check(slot)));
        return checks.isEmpty()
                ? List.of(Check.ok(name(), "%d, none of which holds up".formatted(slots.size())))
                : checks;
    }

    private static boolean worthSaying(Slot slot) {
        return !slot.active() || slot.retained() >= MUCH || broken(slot);
    }

    private static boolean broken(Slot slot) {
        return slot.status().equals("unreserved") || slot.status().equals("lost");
    }

    private Check check(Slot slot) {
        boolean unlimited = slot.most().equals("-1");
        String quoted = Identifier.literal(slot.name()).strip();
        return new Check(
                name(),
                broken(slot) || slot.retained() >= MUCH ? Level.WARNING : Level.NOTE,
                "%s %s and holds %s of WAL%s"
                        .formatted(
                                slot.name(),
                                slot.active() ? "is read" : "is read by nobody",
                                Words.bytes(slot.retained()),
                                broken(slot) ? " (%s)".formatted(slot.status()) : ""),
                unlimited
                        ? "max_slot_wal_keep_size sets no limit, so the WAL of a fill can fill the disk"
                        : "max_slot_wal_keep_size = %s: behind that its reader is cut off"
                                .formatted(slot.most()),
                slot.active()
                        ? "let its reader catch up before a fill"
                        : "select pg_drop_replication_slot(%s);  if nobody will read it again"
                                .formatted(quoted));
    }
}
