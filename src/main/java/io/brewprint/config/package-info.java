/** What the user sets: {@code pipeline_config.json} and the layout of the home folder, checked before anything runs. */
@NullMarked
package io.brewprint.config;

import org.jspecify.annotations.NullMarked;
