/** Camel: the context, the beans that the YAML routes name, the stage interceptor and the MBean for stopping. */
@NullMarked
package io.brewprint.route;

import org.jspecify.annotations.NullMarked;
