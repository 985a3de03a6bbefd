/** Requests and commands: checks that gates ask, and news for people. Knows no database. */
@NullMarked
package dev.godwit.outside;

import org.jspecify.annotations.NullMarked;
