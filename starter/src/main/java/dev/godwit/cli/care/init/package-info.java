/** Sets a target up: its lines in godwit.yaml, a first try to connect, the script of its role. */
@NullMarked
package dev.godwit.cli.care.init;

import org.jspecify.annotations.NullMarked;
