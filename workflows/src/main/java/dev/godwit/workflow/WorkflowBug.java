package dev.godwit.workflow;

/** Godwit's workflow code did something it must not do: the workflow fails with these words. */
public final class WorkflowBug extends RuntimeException {

    private static final long serialVersionUID = 1;

    public WorkflowBug(String message, Throwable cause) {
        super(message, cause);
    }
}
