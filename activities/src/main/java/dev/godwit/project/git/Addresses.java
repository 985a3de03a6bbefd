package dev.godwit.project.git;

import java.util.regex.Pattern;

/** Addresses of repositories, which may hold a password. */
final class Addresses {

    private static final Pattern USER_INFO = Pattern.compile("(\\w+://)[^/@\\s]+@");

    private Addresses() {}

    static String redact(String text) {
        return USER_INFO.matcher(text).replaceAll("$1");
    }
}
