package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Stage;
import dev.godwit.workflow.Phase;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StagePhaseTest {

    @Test
    void everyStageIsAPhaseOfThatNameAndTheyComeInTheSameOrder() {
        assertThat(Arrays.stream(Stage.values()).map(stage -> Phase.valueOf(stage.name())))
                .hasSize(Stage.values().length)
                .isSorted();
    }
}
