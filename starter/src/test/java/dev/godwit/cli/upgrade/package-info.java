@org.jspecify.annotations.NullMarked
package dev.godwit.cli.upgrade;
