package dev.godwit.cli.demo.traffic;

/** The database answered something that nobody wrote. */
final class WrongAnswer extends Exception {

    private static final long serialVersionUID = 1;

    WrongAnswer(String what) {
        super(what);
    }
}
