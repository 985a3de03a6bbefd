package dev.godwit.workflow.activity.slice;

import dev.godwit.workflow.activity.RunRef;
import java.time.Duration;

/** One slice of a fill or a proof. @param lane from 0; @param budget after which it returns */
public record SliceInput(RunRef run, int step, int lane, Duration budget) {}
