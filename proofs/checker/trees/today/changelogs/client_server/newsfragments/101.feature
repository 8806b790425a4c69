Let shops say how glossy a colour is.
