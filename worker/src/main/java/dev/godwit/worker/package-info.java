/** The Spring Boot application that hosts Godwit's workflows and activities, wired by hand. */
@NullMarked
package dev.godwit.worker;

import org.jspecify.annotations.NullMarked;
