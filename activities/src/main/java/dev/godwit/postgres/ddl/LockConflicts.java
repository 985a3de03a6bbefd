package dev.godwit.postgres.ddl;

import static dev.godwit.plan.step.LockMode.ACCESS_EXCLUSIVE;
import static dev.godwit.plan.step.LockMode.ACCESS_SHARE;
import static dev.godwit.plan.step.LockMode.EXCLUSIVE;
import static dev.godwit.plan.step.LockMode.ROW_EXCLUSIVE;
import static dev.godwit.plan.step.LockMode.SHARE;
import static dev.godwit.plan.step.LockMode.SHARE_UPDATE_EXCLUSIVE;

import dev.godwit.plan.step.LockMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which table locks keep which others out (PostgreSQL documentation, table 13.2). */
final class LockConflicts {

    private LockConflicts() {}

    /** The modes that conflict with one, as pg_locks writes them. */
    static List<String> with(LockMode wanted) {
        return Arrays.stream(LockMode.values())
                .filter(held -> conflict(wanted, held))
                .map(LockConflicts::catalogName)
                .toList();
    }

    private static boolean conflict(LockMode wanted, LockMode held) {
        return switch (wanted) {
            case ACCESS_SHARE -> held == ACCESS_EXCLUSIVE;
            case ROW_SHARE -> held.compareTo(EXCLUSIVE) >= 0;
            case ROW_EXCLUSIVE -> held.compareTo(SHARE) >= 0;
            case SHARE_UPDATE_EXCLUSIVE -> held.compareTo(SHARE_UPDATE_EXCLUSIVE) >= 0;
            case SHARE -> held.compareTo(ROW_EXCLUSIVE) >= 0 && held != SHARE;
            case SHARE_ROW_EXCLUSIVE -> held.compareTo(ROW_EXCLUSIVE) >= 0;
            case EXCLUSIVE -> held != ACCESS_SHARE;
            case ACCESS_EXCLUSIVE -> true;
        };
    }

    private static String catalogName(LockMode mode) {
        return Arrays.stream(mode.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining("", "", "Lock"));
    }
}
