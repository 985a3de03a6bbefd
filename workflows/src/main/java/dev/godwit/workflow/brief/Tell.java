package dev.godwit.workflow.brief;

import dev.godwit.workflow.NoticeWorkflow;
import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.operator.Notice;

/** Tells people something. */
public final class Tell implements NoticeWorkflow {

    @Override
    public void tell(Notice notice) {
        new OperatorCalls(notice.queue()).tell(notice);
    }
}
