package dev.godwit.workflow.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.slice.SliceReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void tellsRowsThatAreKeptFromRowsThatAreFilled() {
        StepInfo fill = new StepInfo(1, Phase.BACKFILL, StepInfo.Kind.FILL, "fill", 2);
        StepInfo keep = new StepInfo(2, Phase.CONTRACT, StepInfo.Kind.FILL, "keep", 1);
        Tally tally = new Tally();
        tally.steps(List.of(fill, keep));
        tally.add(fill, 0, new SliceReport(true, 30, 0, 100));
        tally.add(fill, 1, new SliceReport(true, 20, 0, 100));
        tally.add(keep, 0, new SliceReport(false, 5, 0, 10));
        assertThat(tally.rows()).isEqualTo(50);
        assertThat(tally.kept()).isEqualTo(5);
    }
}
