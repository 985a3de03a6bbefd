package dev.godwit.workflow.upgrade.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.Fate.Kind;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    private List<String> told() {
        return ledger.fates().stream()
                .map(fate -> "%s %s: %s".formatted(fate.kind(), fate.to(), fate.reason()))
                .toList();
    }

    @Test
    void aRungThatWasRedIsPassedOverByAHigherOne() {
        ledger.stays(new Bump("a", "1", "2"), true, Kind.QUARANTINED, "exit 1", "log");
        ledger.moved(new Bump("a", "1", "3"), true, Kind.APPLIED, "");
        assertThat(told()).containsExactly("SKIPPED 2: passed over on the way to 3", "APPLIED 3: ");
    }

    @Test
    void whatSomebodyElseHasMovedTakesThePlaceOfWhatWasDecided() {
        ledger.begins(new Bump("a", "1", "2"));
        ledger.stays(new Bump("a", "1", "2"), false, Kind.QUARANTINED, "exit 1", "log");
        ledger.add(List.of(new Fate("a", "2", "3", true, Kind.SKIPPED, "--to latest", "")));
        ledger.add(List.of(new Fate("a", "3", "4", true, Kind.HELD, "needs Node.js >=24", "")));
        ledger.add(List.of(new Fate("b", "", "", true, Kind.SKIPPED, "a tag", "")));
        assertThat(ledger.unmade()).extracting(Bump::to).containsExactly("2", "3", "4");
        ledger.adopted(ledger.unmade().subList(0, 2), "3", true, "moved by recipe x");
        assertThat(told())
                .containsExactly(
                        "SKIPPED 2: passed over on the way to 3",
                        "ADOPTED 3: moved by recipe x",
                        "HELD 4: needs Node.js >=24",
                        "SKIPPED : a tag");
        assertThat(ledger.fromHere(new Bump("a", "2", "4")).from()).isEqualTo("3");
    }

    @Test
    void whatTheRuntimeExcludesStaysHeldWhateverMoves() {
        ledger.add(List.of(new Fate("a", "2", "3", true, Kind.HELD, "needs Node.js >=24", "")));
        ledger.moved(new Bump("a", "1", "2"), false, Kind.APPLIED, "");
        assertThat(told()).containsExactly("APPLIED 2: ", "HELD 3: needs Node.js >=24");
    }
}
