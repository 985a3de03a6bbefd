package dev.godwit.project.git;

/** Git did not do what it was asked; the message is for people and holds no credential. */
public final class GitFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public GitFailure(String message) {
        super(message);
    }
}
