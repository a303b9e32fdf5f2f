// `/embed/v1.{hash}.js`: everything in one file, so that one `integrity` holds for all of it.
import { define } from "./element.js";
import * as more from "./more.js";

define(async () => more);
