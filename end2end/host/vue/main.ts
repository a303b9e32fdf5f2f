import { createApp } from "vue";
import Settings from "./Settings.vue";

const element = document.querySelector<HTMLElement>("#app");
const app = createApp(Settings, { src: element?.dataset.src ?? "" });
app.mount("#app");
document.addEventListener("leave", () => app.unmount());
