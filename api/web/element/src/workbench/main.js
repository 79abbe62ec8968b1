// The scripts of the service's own pages: the workbench of a timeline, and where one is begun.
import "./start.js";
import "./workbench.js";
