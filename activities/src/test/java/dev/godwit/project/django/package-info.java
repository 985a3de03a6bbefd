@org.jspecify.annotations.NullMarked
package dev.godwit.project.django;
