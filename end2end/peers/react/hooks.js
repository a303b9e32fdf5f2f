export { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
