/** What is wrong, said in four parts: what, where, because, next. */
@NullMarked
package dev.godwit.plan.problem;

import org.jspecify.annotations.NullMarked;
