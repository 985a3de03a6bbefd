/** What commands answer: records for programs, and their text for people. Pure functions. */
@NullMarked
package dev.godwit.cli.view;

import org.jspecify.annotations.NullMarked;
