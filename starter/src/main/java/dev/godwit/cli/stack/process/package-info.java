/** Programs of this machine and the processes that we start from them. */
@NullMarked
package dev.godwit.cli.stack.process;

import org.jspecify.annotations.NullMarked;
