package dev.godwit.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PhaseTest {

    @Test
    void everyPhaseCanBeTakenBackButTheOneThatHasBeen() {
        for (Phase phase : Phase.values()) {
            boolean back = phase.successors().contains(Phase.ROLLING_BACK);
            assertThat(back)
                    .as(phase.name())
                    .isEqualTo(phase != Phase.ROLLING_BACK && phase != Phase.ROLLED_BACK);
        }
    }

    @Test
    void anIllegalMoveNamesBothPhases() {
        assertThatThrownBy(() -> Phase.APPLY.to(Phase.CONTRACT))
                .hasMessage("a run cannot move from apply to contract");
    }
}
