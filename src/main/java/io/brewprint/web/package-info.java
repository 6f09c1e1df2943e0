/** HTTP: an OpenAI-compatible endpoint on the loopback interface. The only package that knows HTTP servers. */
@NullMarked
package io.brewprint.web;

import org.jspecify.annotations.NullMarked;
