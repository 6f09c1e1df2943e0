/**
 * Camel: the context, the beans that routes name, the interceptor around stages, the MBean for stopping; and a home
 * opened for work with all of them. Only here is Camel known.
 */
@NullMarked
package io.brewprint.route;

import org.jspecify.annotations.NullMarked;
