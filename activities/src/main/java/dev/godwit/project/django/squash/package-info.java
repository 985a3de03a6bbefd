/** One migration of Django's in the place of several, before and while it comes into a project. */
@NullMarked
package dev.godwit.project.django.squash;

import org.jspecify.annotations.NullMarked;
